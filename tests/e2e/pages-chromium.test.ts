import { pageTests } from './pages.ts'

pageTests('chromium')
