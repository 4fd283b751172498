import { privateTests } from './private.ts'

privateTests('firefox')
