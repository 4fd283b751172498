import { deadPageTests } from './dead.ts'

deadPageTests('firefox')
