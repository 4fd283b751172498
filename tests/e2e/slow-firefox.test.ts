import { slowTests } from './slow.ts'

slowTests('firefox')
