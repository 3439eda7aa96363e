import groovy.json.JsonSlurper
import groovy.xml.XmlSlurper

['First', 'Second'].each {
    def results = new XmlSlurper().parse(new File(basedir, "target/surefire-reports/TEST-consumer.${it}ForkTest.xml"))
    assert results.@tests == '2' && results.@failures == '0' && results.@errors == '0' && results.@skipped == '0'
}

def report = new JsonSlurper().parse(new File(basedir, 'target/noleak/report.json'))
assert report.scenarios.collect { [it.test, it.id, it.verdict] }.toSet() == [
        ['consumer.FirstForkTest.put', 'basket.BenchmarkPut', 'leak'],
        ['consumer.FirstForkTest.shared', 'basket.BenchmarkPutAndTake', 'clean'],
        ['consumer.SecondForkTest.putAndTake', 'basket.BenchmarkPutAndTake', 'clean'],
        ['consumer.SecondForkTest.shared', 'basket.BenchmarkPutAndTake', 'clean'],
].toSet()
