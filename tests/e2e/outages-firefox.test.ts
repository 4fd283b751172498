import { outageTests } from './outages.ts'

outageTests('firefox')
