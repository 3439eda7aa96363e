def files = evaluate(new File(repository, 'extension/src/it/pages.groovy'))
files.call('README.md') // for its pom
new File(basedir, 'src').deleteDir()
return files.call('docs/guides/writing-benchmarks.md')
