package consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import okhttp3.OkHttp;
import org.junit.jupiter.api.Test;

/** The project has the versions that it names, and no class of another one. */
class OwnLibrariesTest {

    @Test
    void okHttpIsTheProjectsOwn() {
        assertThat(OkHttp.VERSION).isEqualTo("4.12.0");
    }

    @Test
    void protobufIsTheProjectsOwn() {
        assertThat(CodedOutputStream.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .getPath())
                .endsWith("protobuf-java-3.25.5.jar");
        assertThatThrownBy(() -> Class.forName("com.google.protobuf.RuntimeVersion")) // since 4.26
                .isInstanceOf(ClassNotFoundException.class);
    }
}
