#!/usr/bin/env bash
# OkHttp 4.12.0 and 5.5.1 stand side by side on one class path, because the artifact was renamed between them.
#
# Expected: Maven knows two versions of one library when it sees them, and takes one.
# Seen: what was com.squareup.okhttp3:okhttp is com.squareup.okhttp3:okhttp-jvm from 5.x on (okhttp alone has no classes
# for Maven), so both jars are taken, without a word. Both have okhttp3.OkHttpClient: which one is loaded is decided by
# the order of the dependencies, and code that was compiled for the one that lost ends with NoSuchFieldError. Printed here
# by the same class, built against 5.5.1:
#   4.12.0 first: NoSuchFieldError EMPTY
#   5.5.1 first: 5.5.1
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>okhttps</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.squareup.okhttp3</groupId>
      <artifactId>okhttp</artifactId>
      <version>4.12.0</version>
    </dependency>
    <dependency>
      <groupId>com.squareup.okhttp3</groupId>
      <artifactId>okhttp-jvm</artifactId>
      <version>5.5.1</version>
    </dependency>
  </dependencies>
</project>
POM
mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies -DoutputDirectory=jars
ls jars | grep '^okhttp'
test "$(ls jars | grep -c '^okhttp-')" = 2

cat >Client.java <<'JAVA'
public class Client {
    public static void main(String[] args) {
        try {
            if (okhttp3.Headers.EMPTY.size() == 0) {
                System.out.println(okhttp3.OkHttp.VERSION);
            }
        } catch (NoSuchFieldError e) {
            System.out.println("NoSuchFieldError " + e.getMessage().replaceAll(".*EMPTY.*", "EMPTY"));
        }
    }
}
JAVA
others=$(ls -d jars/* | grep -v '/okhttp-' | paste -sd:)
five=$(ls -d jars/okhttp-jvm-*)
four=$(ls -d jars/okhttp-4*)
mkdir classes
javac -proc:none -d classes -cp "$five:$others" Client.java
first=$(java -cp "classes:$four:$five:$others" Client)
second=$(java -cp "classes:$five:$four:$others" Client)
echo "4.12.0 first: $first"
echo "5.5.1 first: $second"
test "$first" = "NoSuchFieldError EMPTY"
test "$second" = "5.5.1"
