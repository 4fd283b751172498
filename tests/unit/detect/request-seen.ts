import type { RequestSeen } from '../../../lib/detect/report'

/** A POST that was answered with 200, but for what is given. */
export const requestSeen = (url: string, rest: Partial<RequestSeen> = {}): RequestSeen => ({
  url,
  method: 'POST',
  status: 200,
  error: null,
  phase: 'completed',
  type: 'xmlhttprequest',
  challenge: false,
  at: 0,
  ...rest,
})
