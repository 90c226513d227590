package dev.vespula.compiler.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.vespula.Config;
import dev.vespula.PrecompiledException;
import dev.vespula.PrecompiledException.Reason;
import dev.vespula.internal.runtime.PackedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files with compiled code: whole ones, damaged ones, and those of others. */
class CodeJarTest {
    private static final Traits TRAITS = Traits.of(new Config());
    private static final byte[] MODULE = {0, 'a', 's', 'm', 1, 0, 0, 0};
    private static final CodeImage IMAGE = new CodeImage(
            List.of(new ClassFile("a/Home", bytes(3, 100)), new ClassFile("a/Unit0", bytes(1, 3_000)), new ClassFile(
                    "a/Unit0$3", bytes(2, 200))),
            Map.of(3, new CodePlace("a/Unit0", true, 77), 5, new CodePlace("a/Unit0", false, -1)),
            List.of(new LoopPlace(3, 17, "a/Unit0", 77)), List.of(4, 9), 1, "a/Home");

    private static final String BOMB = "a/Other.class";

    private static byte[] bytes(int seed, int count) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] jar(CodeJar.Packing packing) {
        return CodeJar.write(IMAGE, TRAITS, Hashes.of(MODULE), MODULE, packing);
    }

    private static void assertIsWhole(CodeJar jar) {
        assertThat(jar.module()).isEqualTo(MODULE);
        assertThat(jar.image()).usingRecursiveComparison().isEqualTo(IMAGE);
    }

    @Test
    void classesThatAreElsewhereAreLeftOut() {
        CodeJar jar = CodeJar.read(PackedFile.ofCode(jar(CodeJar.Packing.COMPRESSED)), TRAITS, "a/Home"::equals);
        assertThat(jar.image()).usingRecursiveComparison().isEqualTo(IMAGE.withoutClasses());
        assertIsWhole(CodeJar.read(PackedFile.ofCode(jar(CodeJar.Packing.COMPRESSED)), TRAITS, "a/Other"::equals));
    }

    @ParameterizedTest
    @EnumSource(CodeJar.Packing.class)
    void whatIsWrittenIsRead(CodeJar.Packing packing) throws IOException {
        byte[] jar = jar(packing);
        assertIsWhole(CodeJar.read(jar, TRAITS));
        assertThat(jar(packing)).isEqualTo(jar);
        try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(jar))) {
            assertThat(in.getManifest().getMainAttributes().getValue("Vespula-Fuel")).isEqualTo("off");
        }
    }

    @Test
    void theModuleMayBeLeftOut() {
        byte[] jar = CodeJar.write(IMAGE, TRAITS, Hashes.of(MODULE), null, CodeJar.Packing.PLAIN);
        assertThat(CodeJar.read(jar, TRAITS).module()).isNull();
    }

    @ParameterizedTest
    @EnumSource(CodeJar.Packing.class)
    void aFileThatEndsTooEarlyIsRefused(CodeJar.Packing packing) {
        byte[] jar = jar(packing);
        for (int length = 0; length < jar.length; length++) {
            byte[] part = Arrays.copyOf(jar, length);
            assertThatThrownBy(() -> CodeJar.read(part, TRAITS)).as("%d bytes", length)
                    .isInstanceOf(PrecompiledException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(CodeJar.Packing.class)
    void aChangedFileIsRefusedUnlessNothingOfItIsUsed(CodeJar.Packing packing) {
        byte[] jar = jar(packing);
        int step = Boolean.getBoolean("vespula.stress") ? 1 : 5;
        int refused = 0;
        for (int k = 0; k < jar.length; k += step) {
            byte[] changed = jar.clone();
            changed[k] ^= (byte) (1 << k / step % 8);
            try {
                assertIsWhole(CodeJar.read(changed, TRAITS));
            } catch (PrecompiledException e) {
                refused++;
            } catch (RuntimeException e) {
                fail("byte " + k, e);
            }
        }
        // All of the content; some numbers in the zip file's headers and its directory are not needed.
        assertThat(refused).isGreaterThan((packing == CodeJar.Packing.PLAIN ? 4_500 : 4_000) / step);
    }

    @Test
    void classesThatWereExchangedAreNoticed() throws IOException {
        assertReason(Reason.CORRUPT, repacked(entries -> {
            byte[] first = entries.get("a/Unit0.class");
            entries.put("a/Unit0.class", entries.get("a/Unit0$3.class"));
            entries.put("a/Unit0$3.class", first);
        }));
        assertReason(Reason.CORRUPT, repacked(entries -> entries.remove("a/Unit0$3.class")));
        assertReason(Reason.CORRUPT, repacked(entries -> entries.put("META-INF/vespula/module.wasm", new byte[8])));
    }

    @Test
    void filesOfAnotherVersionAreRefused() throws IOException {
        Map<String, String> others = new LinkedHashMap<>(TRAITS.values());
        others.put("Version", "0.0.1");
        others.put("Engine-Build", "0123456789");
        ImageIndex index = ImageIndex.of(IMAGE, TRAITS, Hashes.of(MODULE), MODULE);
        byte[] foreign = new ImageIndex(others, index.module(), true, index.classes(), index.places(), index.loops(),
                index.entered(), index.units(), index.home()).toBytes();
        byte[] jar = repacked(entries -> entries.put("META-INF/vespula/index", foreign));
        assertThatThrownBy(() -> CodeJar.read(jar, TRAITS)).hasMessageContaining("0.0.1 (build 01234567-");
        assertReason(Reason.OTHER_VERSION, jar);

        byte[] later = index.toBytes();
        later[3]++;
        assertReason(Reason.OTHER_VERSION, repacked(entries -> entries.put("META-INF/vespula/index", later)));
    }

    @Test
    void otherFilesAreNotTakenForCode() throws IOException {
        assertReason(Reason.NOT_PRECOMPILED, new byte[0]);
        assertReason(Reason.NOT_PRECOMPILED, MODULE);
        assertReason(Reason.NOT_PRECOMPILED, repacked(entries -> entries.remove("META-INF/vespula/index")));
    }

    @Test
    void whatNobodyAsksForIsNotUnpacked() throws IOException {
        // More than the file may unpack to altogether.
        byte[] bomb = repacked(entries -> {}, BOMB);
        assertIsWhole(CodeJar.read(bomb, TRAITS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"META-INF/vespula/index", "META-INF/vespula/module.wasm", "a/Unit0.class"})
    void contentThatGrowsBeyondMeasureIsRefused(String name) throws IOException {
        byte[] bomb = repacked(entries -> entries.remove(name), name);
        assertThat(bomb.length).isLessThan(4 << 20);
        assertThatThrownBy(() -> CodeJar.read(bomb, TRAITS)).isInstanceOf(PrecompiledException.class)
                .hasMessageContaining("unpacks to more than 64 times its size");
    }

    @Test
    void aModuleOfZerosIsReadAgain() {
        byte[] module = new byte[70 << 20];
        byte[] jar = CodeJar.write(IMAGE, TRAITS, Hashes.of(module), module, CodeJar.Packing.COMPRESSED);
        assertThat(CodeJar.read(jar, TRAITS).module()).isEqualTo(module);
    }

    @Test
    void aDirectoryChangedAnywhereIsRefusedOrGivesTheSame() {
        byte[] jar = jar(CodeJar.Packing.COMPRESSED);
        Random random = new Random(16);
        for (int round = 0; round < (Boolean.getBoolean("vespula.stress") ? 1_000 : 250); round++) {
            byte[] changed = jar.clone();
            // The directory is the last part, with the numbers that say where everything is.
            for (int k = random.nextInt(4); k >= 0; k--) {
                changed[jar.length - 1 - random.nextInt(400)] = (byte) random.nextInt(256);
            }
            try {
                assertIsWhole(CodeJar.read(changed, TRAITS));
            } catch (PrecompiledException e) {
                // As it should be.
            } catch (RuntimeException e) {
                fail("round " + round, e);
            }
        }
    }

    private static void assertReason(Reason reason, byte[] jar) {
        assertThatThrownBy(() -> CodeJar.read(jar, TRAITS)).isInstanceOfSatisfying(PrecompiledException.class,
                e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private interface Change {
        void apply(Map<String, byte[]> entries);
    }

    private static byte[] repacked(Change change) throws IOException {
        return repacked(change, null);
    }

    /** {@code bomb}: the name of an entry of 100 MB of zeros, or null. */
    private static byte[] repacked(Change change, String bomb) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/vespula/index", ImageIndex.of(IMAGE, TRAITS, Hashes.of(MODULE), MODULE).toBytes());
        entries.put("META-INF/vespula/module.wasm", MODULE);
        IMAGE.classes().forEach(file -> entries.put(file.name() + ".class", file.bytes()));
        change.apply(entries);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
            if (bomb != null) {
                out.putNextEntry(new ZipEntry(bomb));
                byte[] zeros = new byte[1 << 20];
                for (int k = 0; k < 100; k++) {
                    out.write(zeros);
                }
            }
        }
        return bytes.toByteArray();
    }
}
