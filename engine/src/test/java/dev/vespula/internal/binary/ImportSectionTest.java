package dev.vespula.internal.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.Feature;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.testing.ModuleBytes;
import dev.vespula.testing.ModuleBytes.Bytes;
import dev.vespula.testing.Modules;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ImportSectionTest {
    private static final Features COMPACT = Features.DEFAULT.with(Feature.COMPACT_IMPORT_SECTION);

    private final ModuleBytes module = new ModuleBytes();

    private static Bytes entry(String from, int form) {
        return new Bytes().name(from).name("").raw(form);
    }

    private static Bytes ofModule() {
        return entry("env", 0x7F).unsigned(3)
                .name("f").raw(ModuleBytes.FUNCTION, 0)
                .name("").raw(ModuleBytes.GLOBAL, ModuleBytes.I64, 1)
                .name("m").raw(ModuleBytes.MEMORY, 0, 1);
    }

    private static Bytes ofType() {
        return entry("more", 0x7E).raw(ModuleBytes.GLOBAL, ModuleBytes.I32, 0).unsigned(2).name("a").name("b");
    }

    private byte[] with(Bytes... entries) {
        module.type(ModuleBytes.types(), ModuleBytes.types());
        for (Bytes entry : entries) {
            module.item(ModuleBytes.IMPORT_SECTION, entry.toBytes());
        }
        return module.toBytes();
    }

    @Test
    void importsOfOneModuleAndOfOneTypeAreLikeOthers() {
        byte[] bytes = with(ofModule(), new Bytes().name("x").name("g").raw(ModuleBytes.GLOBAL, ModuleBytes.F32, 0), ofType());
        ModuleModel model = Modules.validate(bytes, COMPACT);
        assertThat(model.importCount()).isEqualTo(6);
        String[] names = new String[6];
        Arrays.setAll(names, k -> model.importModule(k) + "." + model.importName(k) + " " + model.importKind(k).noun()
                + model.importIndex(k));
        assertThat(names).containsExactly("env.f function0", "env. global0", "env.m memory0", "x.g global1", "more.a global2",
                "more.b global3");
        assertThat(model.globalCount()).isEqualTo(4);
        assertThat(model.isGlobalMutable(0)).isTrue();
        assertThat(model.globalType(3)).isEqualTo(model.globalType(2)).isNotEqualTo(model.globalType(1));
        assertThat(model.sharesImportModule(1)).isTrue();
        assertThat(model.sharesImportModule(3)).isFalse();
    }

    @Test
    void anEntryMayHaveNoImports() {
        byte[] bytes = with(entry("a", 0x7F).unsigned(0), entry("b", 0x7E).raw(ModuleBytes.FUNCTION, 0).unsigned(0));
        assertThat(Modules.validate(bytes, COMPACT).importCount()).isZero();
    }

    @Test
    void placesOfErrorsAreThoseOfSingleImports() {
        byte[] bytes = with(ofModule());
        ModuleModel model = Modules.validate(bytes, COMPACT);
        assertThat(bytes[model.importOffset(0)]).isEqualTo((byte) 1);
        assertThat((char) bytes[model.importOffset(0) + 1]).isEqualTo('f');
        ModuleBytes other = new ModuleBytes();
        other.imports("env", "", ModuleBytes.GLOBAL, ModuleBytes.I32, 0);
        ModuleModel single = Modules.validate(other.toBytes());
        assertThat((char) single.bytes()[single.importOffset(0) + 1]).isEqualTo('e');
    }

    @Test
    void withoutTheFeatureTheFormsAreKindsThatDoNotExist() {
        for (Bytes entry : new Bytes[] {ofModule(), ofType()}) {
            byte[] bytes = new ImportSectionTest().with(entry);
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Modules.decode(bytes))
                    .satisfies(e -> {
                        assertThat(e.reason()).startsWith("malformed import kind");
                        assertThat(e.missingFeature()).contains(Feature.COMPACT_IMPORT_SECTION);
                    });
        }
    }

    @Test
    void theFormsStandBehindAnEmptyNameOnly() {
        byte[] named = with(new Bytes().name("env").name("x").raw(0x7F).unsigned(0));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Modules.decode(named, COMPACT))
                .satisfies(e -> {
                    assertThat(e.reason()).startsWith("malformed import kind");
                    assertThat(e.missingFeature()).isEmpty();
                });
        byte[] nested = new ImportSectionTest().with(entry("a", 0x7F).unsigned(1).name("").raw(0x7F).unsigned(0));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Modules.decode(nested, COMPACT))
                .withMessageStartingWith("malformed import kind");
    }

    @Test
    void entriesTogetherHaveNoMoreImportsThanAModuleMay() {
        int half = ImplementationLimits.IMPORTS / 2 + 1;
        Bytes many = entry("a", 0x7E).raw(ModuleBytes.GLOBAL, ModuleBytes.I32, 0).unsigned(half);
        for (int k = 0; k < half; k++) {
            many.name("");
        }
        byte[] bytes = with(many, many);
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> Modules.decode(bytes, COMPACT))
                .withMessageContaining("1000000 imports");
        byte[] cut = new ImportSectionTest().with(entry("a", 0x7F).unsigned(half));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Modules.decode(cut, COMPACT))
                .withMessageStartingWith("unexpected end");
    }
}
