import { AccessNote } from './AccessNote'
import { Banner } from './Banner'
import { CommonTrouble } from './CommonTrouble'
import { DraftCard } from './DraftCard'
import { Elsewhere } from './Elsewhere'
import { Mark } from './Mark'
import type { PopupProps } from './popup-props'
import { RecentDrafts } from './RecentDrafts'
import { StatusCard } from './StatusCard'
import { UnlockForm } from './UnlockForm'
import { VerdictCard } from './VerdictCard'

/** The toolbar's popup: this tab's verdict, its draft and where to go on, then all the rest. */
export function Popup({ view, isLocked, sites, actions, now, problem }: PopupProps) {
  const { tab } = view
  const barred = sites.filter(
    ({ granted, access, providerId }) =>
      !granted && access === 'install' && !view.settings.off.includes(providerId),
  )
  const elsewhere = view.providers.filter(({ providerId }) => providerId !== tab?.providerId)

  return (
    <main class="popup">
      <header class="bar">
        <Mark />
        <h1>Understudy</h1>
        <nav>
          <a href="/drafts.html" target="_blank" rel="noopener">
            Drafts
          </a>
          <a href="/options.html" target="_blank" rel="noopener">
            Settings
          </a>
        </nav>
      </header>
      {problem && (
        <Banner glyph="warn">
          Understudy’s background is not answering. This may be out of date.
        </Banner>
      )}
      {view.storageProblem && (
        <Banner glyph="warn">Drafts are not being kept: {view.storageProblem}</Banner>
      )}
      {barred.map((site) => (
        <AccessNote key={site.providerId} site={site} onGrant={actions.onGrant} />
      ))}
      {isLocked && (
        <section class="card" aria-labelledby="locked">
          <h2 id="locked">Your drafts are locked</h2>
          <p class="muted">What you type meanwhile is kept all the same.</p>
          <UnlockForm onUnlock={actions.onUnlock} />
        </section>
      )}
      {view.common && <CommonTrouble common={view.common} onReadCauses={actions.onReadCauses} />}
      {tab ? (
        <>
          <VerdictCard tab={tab} notifies={view.notifies} actions={actions} now={now} />
          <DraftCard tab={tab} actions={actions} now={now} />
          <StatusCard
            providerId={tab.providerId}
            name={tab.providerName}
            status={tab.status}
            history={view.history}
            barredHost={barredStatusOf(sites, tab.providerId)}
            onCheck={actions.onCheckStatus}
            onGrant={actions.onGrantStatus}
            now={now}
          />
        </>
      ) : (
        <section class="card empty">
          <p>
            <b>No assistant in this tab.</b>
          </p>
          <p class="muted">What you type on {named(sites)} is kept until it is answered.</p>
        </section>
      )}
      {elsewhere.length > 0 && <Elsewhere providers={elsewhere} now={now} />}
      {!isLocked && (
        <RecentDrafts
          drafts={view.recent}
          assistants={view.assistants}
          names={Object.fromEntries(sites.map(({ providerId, name }) => [providerId, name]))}
          actions={actions}
          now={now}
        />
      )}
    </main>
  )
}

const barredStatusOf = (sites: PopupProps['sites'], id: string): string | null =>
  sites.find(({ providerId }) => providerId === id)?.barredStatus ?? null

const named = (sites: PopupProps['sites']): string =>
  new Intl.ListFormat('en', { type: 'disjunction' }).format(
    sites.filter(({ granted }) => granted).map(({ name }) => name),
  ) || 'an assistant’s site'
