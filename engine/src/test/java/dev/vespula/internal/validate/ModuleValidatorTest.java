package dev.vespula.internal.validate;

import static dev.vespula.testing.ModuleBytes.EXTERNREF;
import static dev.vespula.testing.ModuleBytes.FUNCREF;
import static dev.vespula.testing.ModuleBytes.I32;
import static dev.vespula.testing.ModuleBytes.I64;
import static dev.vespula.testing.ModuleBytes.types;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.Config;
import dev.vespula.Feature;
import dev.vespula.InvalidException;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.testing.Code;
import dev.vespula.testing.ModuleBytes;
import dev.vespula.testing.ModuleBytes.Bytes;
import dev.vespula.testing.Modules;
import org.junit.jupiter.api.Test;

class ModuleValidatorTest {
    private final ModuleBytes module = new ModuleBytes();

    private static Code i32(int value) {
        return new Code().op(Opcode.I32_CONST, value).end();
    }

    private void assertInvalid(String reason) {
        assertInvalid(reason, Features.DEFAULT);
    }

    private void assertInvalid(String reason, Features features) {
        byte[] bytes = module.toBytes();
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Modules.validate(bytes, features))
                .satisfies(e -> {
                    assertThat(e.reason()).startsWith(reason);
                    assertThat(e.offset()).isBetween(8L, (long) bytes.length);
                });
    }

    @Test
    void exportsExistAndHaveDifferentNames() {
        module.memory(1);
        module.export("a", ModuleBytes.MEMORY, 0).export("b", ModuleBytes.MEMORY, 0);
        Modules.validate(module.toBytes());
        module.export("a", ModuleBytes.MEMORY, 0);
        assertInvalid("duplicate export name");
    }

    @Test
    void exportsOfEachKindMustExist() {
        String[] nouns = {"function", "table", "memory", "global", "tag"};
        for (int kind = 0; kind < nouns.length; kind++) {
            int exported = kind;
            assertThatExceptionOfType(InvalidException.class)
                    .isThrownBy(() -> Modules.validate(new ModuleBytes().export("x", exported, 0).toBytes()))
                    .withMessageStartingWith("unknown " + nouns[kind] + " 0");
        }
    }

    @Test
    void startTakesAndGivesNothing() {
        module.function(module.type(types(), types()), new Code().end());
        module.start(0);
        Modules.validate(module.toBytes());
        module.function(module.type(types(), types(I32)), new Code().op(Opcode.I32_CONST, 0).end());
        module.start(1);
        assertInvalid("start function");
        module.start(2);
        assertInvalid("unknown function 2");
    }

    @Test
    void minimumIsNotAboveMaximum() {
        module.memory(1, 2, 1);
        assertInvalid("size minimum must not be greater than maximum");
    }

    @Test
    void memoriesFitTheirAddressSpace() {
        module.memory(0, 0x80, 0x80, 4);
        Modules.validate(module.toBytes());
        module.memory(0, 0x81, 0x80, 4);
        assertInvalid("memory size must be at most 65536 pages (4GiB)");
    }

    @Test
    void sharedMemoriesHaveAMaximum() {
        module.memory(2, 1);
        assertInvalid("shared memory must have maximum");
    }

    @Test
    void tablesOfNonNullReferencesNeedAValue() {
        module.item(ModuleBytes.TABLE_SECTION, new Bytes().raw(0x64, FUNCREF, 0, 1).toBytes());
        assertInvalid("type mismatch");
    }

    @Test
    void initialisersHaveTheGlobalsType() {
        module.global(I64, false, i32(1));
        assertInvalid("type mismatch");
    }

    @Test
    void initialisersSeeEarlierImmutableGlobals() {
        module.imports("env", "g", ModuleBytes.GLOBAL, I32, 0);
        module.global(I32, false, new Code().op(Opcode.GLOBAL_GET, 0).end());
        module.global(I32, true, new Code().op(Opcode.GLOBAL_GET, 1).end());
        Modules.validate(module.toBytes());
        assertInvalid("unknown global 1", Features.of(new Config().without(Feature.GC)));
        module.global(I32, false, new Code().op(Opcode.GLOBAL_GET, 2).end());
        assertInvalid("constant expression required");
    }

    @Test
    void initialisersSeeNoLaterGlobals() {
        module.global(I32, false, new Code().op(Opcode.GLOBAL_GET, 1).end());
        module.global(I32, false, i32(1));
        assertInvalid("unknown global 1");
    }

    @Test
    void initialisersMakeObjects() {
        int struct = module.type(0x5F, 1, I32, 0);
        int array = module.type(0x5E, I64, 1);
        module.global(0x6E, false, new Code().op(Opcode.I32_CONST, 1).op(Opcode.STRUCT_NEW, struct).end());
        module.global(0x6E, false, new Code().op(Opcode.I64_CONST, 1).op(Opcode.I64_CONST, 2)
                .op(Opcode.ARRAY_NEW_FIXED, array, 2).end());
        module.global(0x6F, false, new Code().op(Opcode.I32_CONST, 1).op(Opcode.REF_I31)
                .op(Opcode.EXTERN_CONVERT_ANY).end());
        Modules.validate(module.toBytes());
        module.global(0x6E, false, new Code().op(Opcode.STRUCT_NEW, struct).end());
        assertInvalid("type mismatch");
    }

    @Test
    void arithmeticInInitialisersIsAFeature() {
        module.global(I32, false, new Code().op(Opcode.I32_CONST, 1).op(Opcode.I32_CONST, 2).op(Opcode.I32_MUL).end());
        Modules.validate(module.toBytes());
        assertInvalid("constant expression required", Features.of(new Config().without(Feature.EXTENDED_CONST)));
    }

    @Test
    void segmentsFitWhereTheyGo() {
        module.table(EXTERNREF, 1);
        module.elements(i32(0));
        assertInvalid("type mismatch");
    }

    @Test
    void segmentsGoToWhatExists() {
        module.data(i32(0), new byte[] {1});
        assertInvalid("unknown memory 0");
    }

    @Test
    void elementsAreFunctionsThatExist() {
        module.table(FUNCREF, 1);
        module.elements(i32(0), 3);
        assertInvalid("unknown function 3");
    }

    @Test
    void offsetsAreOfTheAddressType() {
        module.memory(4, 1);
        module.data(i32(0), new byte[] {1});
        assertInvalid("type mismatch");
    }

    @Test
    void mutableGlobalsCrossModulesOnlyWithTheFeature() {
        module.global(I32, true, i32(0));
        module.export("g", ModuleBytes.GLOBAL, 0);
        Modules.validate(module.toBytes());
        assertInvalid("mutable globals cannot be exported", Features.of(new Config().without(Feature.MUTABLE_GLOBAL)));
    }

    @Test
    void errorsInBodiesNameFunctionAndOffset() {
        int type = module.type(types(), types());
        module.function(type, new Code().end());
        module.function(type, new Code().op(Opcode.NOP).op(Opcode.I32_ADD).end());
        Bytes names = new Bytes().raw(1).vector(new Bytes().raw(1, 1).name("broken").toBytes());
        byte[] bytes = module.custom("name", names.toBytes()).toBytes();
        long body = Modules.decode(bytes).bodyStart(1);
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Modules.validate(bytes))
                .withMessage("type mismatch: instruction requires [i32] but stack has [] in function 1 <broken>"
                        + " (at offset 0x" + Long.toHexString(body + 2) + ")")
                .satisfies(e -> assertThat(e.functionName()).contains("broken"));
    }
}
