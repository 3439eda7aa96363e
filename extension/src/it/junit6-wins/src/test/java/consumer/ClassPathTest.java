package consumer;

import org.junit.jupiter.api.Test;

class ClassPathTest {
    /** The class path is in the XML report, where verify.groovy reads it. */
    @Test
    void runs() {}
}
