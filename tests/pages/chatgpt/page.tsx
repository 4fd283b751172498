/** @jsxImportSource react */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { pause, setup } from '../parts/hook.ts'
import { chat, openConversation } from './chat.ts'
import { Classic } from './classic.tsx'
import { Mobile } from './mobile.tsx'
import { Modern } from './modern.tsx'

const { generation, hydrationMs } = setup()
const view = { 1: Classic, 2: Classic, 3: Modern, 4: Mobile }[generation]

async function start() {
  const boot = await fetch(`${chat.api}/me`)
  if (!boot.ok) return
  await openConversation()
  // The server has drawn the composer already; until now it was dead.
  await pause(hydrationMs)
  const View = view
  createRoot(document.getElementById('root') as HTMLElement).render(
    <StrictMode>
      <View />
    </StrictMode>,
  )
  void fetch('/ces/v1/t', { method: 'POST', body: '{}' }).catch(() => {})
}

void start()
