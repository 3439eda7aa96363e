import groovy.xml.XmlSlurper

def report = new XmlSlurper().parse(new File(basedir, 'target/surefire-reports/TEST-consumer.ClassPathTest.xml'))
assert report.@tests == '1' && report.@failures == '0' && report.@errors == '0' && report.@skipped == '0'

def classPath = report.properties.property.find { it.@name == 'surefire.test.class.path' }.@value.text()
def jars = classPath.split(File.pathSeparator).collect { new File(it).name }
assert jars.any { it.startsWith('noleak-junit-') }

def jupiter = jars.findAll { it.startsWith('junit-jupiter-') }
assert jupiter.contains("junit-jupiter-api-${junit6}.jar".toString())
assert jupiter.every { it.endsWith("-${junit6}.jar") }

def platform = jars.findAll { it.startsWith('junit-platform-') }
assert !platform.isEmpty() && platform.every { it.endsWith("-${junit6}.jar") }
