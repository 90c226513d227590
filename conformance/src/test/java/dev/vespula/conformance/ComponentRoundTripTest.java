package dev.vespula.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.binary.ComponentEncoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.testing.OnOneJdk;
import dev.vespula.testing.SharedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Components of real tools keep all they say when they are decoded and encoded, though sections are grouped in another way. */
@OnOneJdk
class ComponentRoundTripTest {

    @Test
    void componentsOfTools() throws IOException {
        try (Stream<Path> files = Files.walk(SharedFolder.path("conformance/component/wasi"))) {
            for (Path file : (Iterable<Path>) files.filter(one -> one.toString().endsWith(".wasm"))::iterator) {
                ComponentModel model = decode(Files.readAllBytes(file));
                ComponentModel again = decode(ComponentEncoder.encode(model));
                assertThat(withoutOffsets(again)).as(file.toString()).isEqualTo(withoutOffsets(model));
                assertThat(slices(again)).as(file.toString()).isEqualTo(slices(model));
            }
        }
    }

    private static ComponentModel decode(byte[] bytes) {
        return ComponentDecoder.decode(bytes, ComponentFeatures.DEFAULT);
    }

    private static String withoutOffsets(ComponentModel model) {
        return model.toString().replaceAll("offset=\\d+", "").replaceAll("from 0x[0-9a-f]+", "");
    }

    /** The bytes of core modules and custom sections, of which {@link #withoutOffsets} has the lengths only. */
    private static List<Object> slices(ComponentModel model) {
        return model.definitions().stream().map(ComponentRoundTripTest::slices).toList();
    }

    private static Object slices(Definition definition) {
        if (definition instanceof Definition.OfCoreModule module) {
            return module.binary();
        }
        if (definition instanceof Definition.OfCustomSection custom) {
            return custom.content();
        }
        return definition instanceof Definition.OfComponent nested ? slices(nested.component()) : "";
    }
}
