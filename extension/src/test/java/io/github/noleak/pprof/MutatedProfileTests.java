package io.github.noleak.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes are: a profile comes out that can be walked through, or the exception that says why not. */
@Timeout(120)
class MutatedProfileTests {

    private static final int MUTATIONS = 4000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mutatedProfilesAreReadOrRejected(long seed) throws IOException {
        Random random = new Random(seed);
        List<byte[]> seeds = seeds();
        int rejected = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] mutant = mutate(seeds.get(random.nextInt(seeds.size())), random);
            rejected += read(mutant) ? 0 : 1;
            rejected += read(ProfileBytes.gzip(mutant)) ? 0 : 1;
        }
        assertThat(rejected).isBetween(MUTATIONS / 10, 2 * MUTATIONS);
    }

    /** Returns whether the bytes are a profile. */
    static boolean read(byte[] bytes) throws IOException {
        try {
            Profile profile = ProfileReader.read(ProfileBytes.source(bytes));
            profile.forEach((stack, values) -> assertThat(values).hasSameSizeAs(profile.sampleTypes()));
            for (int i = 0; i < profile.sampleCount(); i++) {
                assertThat(profile.stack(i).frames()).doesNotContainNull();
            }
            useAll(profile);
            return true;
        } catch (ProfileFormatException e) {
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }

    /** What can be read can be shown, merged, filtered and written; only sums may be too large. */
    private static void useAll(Profile profile) throws IOException {
        try {
            assertThat(TopReport.of(
                                    profile,
                                    TopOptions.defaults().by(Granularity.LINES).byCum())
                            .text())
                    .contains("flat%");
            Profile merged = Profile.merge(List.of(profile, profile));
            assertThat(merged.minus(profile).minus(profile).sampleCount()).isZero();
            profile.filtered(ProfileFilter.none().withFocus("main").withHide("leak"));
            ByteArrayOutputStream target = new ByteArrayOutputStream();
            profile.write(target);
            Profile again = ProfileReader.read(ProfileBytes.source(target.toByteArray()));
            assertThat(again.data().header()).isEqualTo(profile.data().header());
            assertThat(ProfileMergerTests.samples(again)).isEqualTo(ProfileMergerTests.samples(profile));
        } catch (ArithmeticException e) {
            assertThat(e).hasMessageContaining("a number of 64 bits can be");
        }
    }

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] bytes = seed.clone();
        for (int times = 1 + random.nextInt(4); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] = (byte) random.nextInt();
                case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                case 3 -> bytes = splice(bytes, at, Math.min(bytes.length, at + random.nextInt(8)), new byte[0]);
                case 4 -> bytes = splice(bytes, at, at, new byte[] {-1, -1, -1, -1, (byte) random.nextInt(16)});
                default -> bytes = splice(bytes, at, at, Arrays.copyOfRange(seed, at % seed.length, seed.length));
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] inserted) {
        byte[] result = Arrays.copyOf(bytes, from + inserted.length + bytes.length - to);
        System.arraycopy(inserted, 0, result, from, inserted.length);
        System.arraycopy(bytes, to, result, from + inserted.length, bytes.length - to);
        return result;
    }

    static List<byte[]> seeds() {
        ProfileBytes rich = ProfileBytes.small();
        rich.location(70, ProfileBytes.line(1, 1), ProfileBytes.line(2, 2))
                .field(3, new Message().varint(1, 1).varint(5, rich.string("/bin/app")))
                .field(4, new Message().varint(1, 71).varint(2, 1).varint(3, 4096))
                .field(
                        2,
                        new Message()
                                .varints(1, 70, 71)
                                .varints(2, -1, 1)
                                .message(
                                        3,
                                        new Message()
                                                .varint(1, rich.string("bytes"))
                                                .varint(3, 48)))
                .field(11, new Message().varint(1, 1).varint(2, 2))
                .number(9, 1_700_000_000)
                .number(12, 1);
        for (int i = 0; i < 50; i++) {
            rich.sample(List.of(1L, 70L, 71L, 2L), i, 100L * i);
        }
        return List.of(ProfileBytes.small().toBytes(), rich.toBytes(), ProfileBytes.gzip(rich.toBytes()));
    }
}
