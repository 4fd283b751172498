import { pageTests } from './pages.ts'

pageTests('firefox')
