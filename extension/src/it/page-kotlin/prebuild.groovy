return evaluate(new File(repository, 'extension/src/it/pages.groovy')).call('docs/guides/kotlin.md')
