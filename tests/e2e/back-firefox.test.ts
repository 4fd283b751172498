import { backTests } from './back.ts'

backTests('firefox')
