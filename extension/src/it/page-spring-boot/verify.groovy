import groovy.json.JsonSlurper

def scenarios = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json')).scenarios
assert scenarios.collectEntries { [it.id, it.verdict] } == ['CatalogueClientLeakTest.product': 'clean']
