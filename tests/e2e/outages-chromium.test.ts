import { outageTests } from './outages.ts'

outageTests('chromium')
