import { conversationTests } from './conversation.ts'

conversationTests('chromium')
