import { defineConfig } from 'wxt'
import { hostPatterns, optionalHostPatterns } from './lib/providers'
import { causePatterns } from './lib/status/shared-causes'

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/auto-icons', '@wxt-dev/webextension-polyfill'],
  autoIcons: { baseIconPath: 'public/icon.svg', developmentIndicator: false },
  hooks: {
    // The polyfill does nothing where `browser` is native, and costs each chat page 10 kB.
    'vite:build:extendConfig': (entrypoints, config) => {
      const inPages = ['content-script', 'unlisted-script']
      if (!entrypoints.every(({ type }) => inPages.includes(type))) return
      config.resolve = {
        ...config.resolve,
        alias: { ...config.resolve?.alias, 'wxt/browser': '@wxt-dev/browser' },
      }
    },
  },
  manifest: ({ browser }) => ({
    name: 'Understudy: keep your AI chat prompt when the site fails',
    short_name: 'Understudy',
    description:
      'Keeps what you type on AI chat sites, tells you when the site fails, and carries your prompt to another assistant in one click.',
    // The reason for each stands in README.md, "Permissions".
    permissions: ['storage', 'unlimitedStorage', 'alarms', 'scripting', 'webRequest'],
    optional_permissions: ['notifications'],
    host_permissions: hostPatterns,
    optional_host_permissions: [...optionalHostPatterns, ...causePatterns],
    action: { default_title: 'Understudy' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'understudy@understudy.invalid',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : { minimum_chrome_version: '126' }),
  }),
})
