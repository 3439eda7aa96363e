#!/usr/bin/env bash
# Surefire 3.6.1 writes the results of @Nested classes of JUnit into the XML file of the class around them.
#
# Expected: a file for each class, TEST-demo.OuterTest.xml and TEST-demo.OuterTest$Inner.xml, as Surefire 3.2.5 writes them.
# Seen: 3.6.1, and 3.5.6 before it, write the first one alone. It holds both test cases, told apart by their classname; the number of tests at
# its head is that of both. Who reads results by the name of a file misses the nested ones, and who adds up finds them.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mkdir -p src/test/java/demo
cat >src/test/java/demo/OuterTest.java <<'JAVA'
package demo;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OuterTest {
    @Test
    void outside() {}

    @Nested
    class Inner {
        @Test
        void inside() {}
    }
}
JAVA
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>nested</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.source>17</maven.compiler.source>
    <maven.compiler.target>17</maven.compiler.target>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
  <dependencies>
    <dependency>
      <groupId>org.junit.jupiter</groupId>
      <artifactId>junit-jupiter</artifactId>
      <version>5.14.4</version>
      <scope>test</scope>
    </dependency>
  </dependencies>
  <build>
    <plugins>
      <plugin>
        <groupId>org.apache.maven.plugins</groupId>
        <artifactId>maven-surefire-plugin</artifactId>
        <version>${surefire}</version>
      </plugin>
    </plugins>
  </build>
</project>
POM
files() {
  rm -rf target/surefire-reports
  mvn -B -ntp -q test -Dsurefire="$1" >&2
  (cd target/surefire-reports && ls TEST-*.xml)
}
older=$(files 3.2.5)
printf '3.2.5:\n%s\n' "$older"
newer=$(files 3.6.1)
printf '3.6.1:\n%s\n' "$newer"
grep -o '<testcase name="[a-z]*" classname="[^"]*"' target/surefire-reports/TEST-demo.OuterTest.xml
test "$older" = $'TEST-demo.OuterTest$Inner.xml\nTEST-demo.OuterTest.xml'
test "$newer" = 'TEST-demo.OuterTest.xml'
test "$(grep -c '<testcase' target/surefire-reports/TEST-demo.OuterTest.xml)" = 2
