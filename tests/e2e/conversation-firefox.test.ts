import { conversationTests } from './conversation.ts'

conversationTests('firefox')
