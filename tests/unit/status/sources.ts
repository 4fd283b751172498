import { providerById } from '../../../lib/providers'
import { otherSources } from '../../../lib/status/other-sources'
import type { StatusSource } from '../../../lib/status/report'
import { sharedCauses } from '../../../lib/status/shared-causes'

/** The shipped source of a provider or page. */
export function shipped(id: string): StatusSource {
  const source =
    providerById(id)?.status ?? [...otherSources, ...sharedCauses].find((s) => s.id === id)?.status
  if (!source) throw new Error(`no status source of ${id}`)
  return source
}
