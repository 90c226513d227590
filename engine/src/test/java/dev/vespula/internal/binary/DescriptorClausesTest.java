package dev.vespula.internal.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import dev.vespula.internal.types.HeapTypes;
import dev.vespula.internal.types.ValTypes;
import dev.vespula.testing.ModuleBytes;
import dev.vespula.testing.Modules;
import org.junit.jupiter.api.Test;

/** Clauses of types, exact types and exact imports in the binary format. */
class DescriptorClausesTest {
    private static final Features ON = Features.DEFAULT.with(Feature.CUSTOM_DESCRIPTORS);

    private final ModuleBytes module = new ModuleBytes();

    private static void assertInvalid(String reason, int... type) {
        ModuleBytes module = new ModuleBytes();
        module.type(type);
        assertThatExceptionOfType(InvalidException.class).isThrownBy(() -> Modules.decode(module.toBytes(), ON))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static void assertOff(byte[] bytes) {
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Modules.decode(bytes))
                .satisfies(e -> assertThat(e.missingFeature()).contains(Feature.CUSTOM_DESCRIPTORS));
    }

    @Test
    void typesDescribeEachOther() {
        module.type(0x4E, 3, 0x4D, 1, 0x5F, 0, 0x4C, 0, 0x4D, 2, 0x5F, 0, 0x4C, 1, 0x5F, 0);
        ModuleModel model = Modules.validate(module.toBytes(), ON);
        assertThat(model.type(0).descriptor()).isSameAs(model.type(1));
        assertThat(model.type(1).descriptor()).isSameAs(model.type(2));
        assertThat(model.type(2).described()).isSameAs(model.type(1));
        assertThat(model.type(2).descriptor()).isNull();
        assertOff(module.toBytes());
    }

    @Test
    void clausesThatDoNotAgreeAreRefused() {
        assertInvalid("descriptor type is outside rec group", 0x4D, 1, 0x5F, 0);
        assertInvalid("described type is outside rec group", 0x4C, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x5F, 0);
        assertInvalid("forward use of described type", 0x4C, 0, 0x4D, 0, 0x5F, 0);
        assertInvalid("forward use of described type", 0x4E, 2, 0x4C, 1, 0x5F, 0, 0x4D, 0, 0x5F, 0);
        assertInvalid("type is not described by its descriptor", 0x4E, 2, 0x4D, 1, 0x5F, 0, 0x5F, 0);
        assertInvalid("described type is not described by descriptor", 0x4E, 2, 0x5F, 0, 0x4C, 0, 0x5F, 0);
        assertInvalid("descriptor type must be a struct", 0x4E, 2, 0x4D, 1, 0x60, 0, 0, 0x4C, 0, 0x5F, 0);
        assertInvalid("described type must be a struct", 0x4E, 2, 0x4D, 1, 0x5F, 0, 0x4C, 0, 0x5E, 0x78, 0);
    }

    /** A type index of one byte that would be a negative number if it were signed. */
    @Test
    void exactTypesHaveUnsignedIndices() {
        for (int k = 0; k < 98; k++) {
            module.type(0x5F, 0);
        }
        module.type(0x5F, 1, 0x64, 0x62, 0x62, 0);
        ModuleBytes small = new ModuleBytes();
        small.type(0x5F, 1, 0x64, 0x62, 0x62, 0);
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Modules.decode(small.toBytes(), ON))
                .withMessageStartingWith("malformed heap type");
        ModuleModel model = Modules.validate(module.toBytes(), ON);
        assertThat(model.type(98).field(0)).isEqualTo(ValTypes.nonNull(HeapTypes.exact(model.type(98).heap())));
        assertThat(model.typeName(model.type(98).field(0))).isEqualTo("(ref (exact 98))");
        assertOff(module.toBytes());
    }

    @Test
    void exactImportsAreFunctions() {
        int type = module.type(ModuleBytes.types(), ModuleBytes.types());
        module.item(ModuleBytes.IMPORT_SECTION, new ModuleBytes.Bytes().name("a").name("b").raw(0x20, type).toBytes());
        module.item(ModuleBytes.IMPORT_SECTION, new ModuleBytes.Bytes().name("a").name("c").raw(0, type).toBytes());
        ModuleModel model = Modules.validate(module.toBytes(), ON);
        assertThat(model.importKind(0)).isEqualTo(ExternKind.FUNCTION);
        assertThat(model.isExact(0)).isTrue();
        assertThat(model.isExact(1)).isFalse();
        assertOff(module.toBytes());
        ModuleBytes exporting = new ModuleBytes();
        exporting.item(ModuleBytes.EXPORT_SECTION, new ModuleBytes.Bytes().name("a").raw(0x20, 0).toBytes());
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Modules.decode(exporting.toBytes(), ON))
                .withMessageStartingWith("malformed export kind");
    }
}
