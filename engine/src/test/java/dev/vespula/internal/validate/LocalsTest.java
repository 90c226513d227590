package dev.vespula.internal.validate;

import static dev.vespula.internal.binary.Opcode.BLOCK;
import static dev.vespula.internal.binary.Opcode.DROP;
import static dev.vespula.internal.binary.Opcode.ELSE;
import static dev.vespula.internal.binary.Opcode.GLOBAL_GET;
import static dev.vespula.internal.binary.Opcode.GLOBAL_SET;
import static dev.vespula.internal.binary.Opcode.I32_CONST;
import static dev.vespula.internal.binary.Opcode.I64_CONST;
import static dev.vespula.internal.binary.Opcode.IF;
import static dev.vespula.internal.binary.Opcode.LOCAL_GET;
import static dev.vespula.internal.binary.Opcode.LOCAL_SET;
import static dev.vespula.internal.binary.Opcode.LOCAL_TEE;
import static dev.vespula.internal.binary.Opcode.REF_FUNC;
import static dev.vespula.internal.binary.Opcode.REF_NULL;
import static dev.vespula.internal.binary.Opcode.SELECT;
import static dev.vespula.internal.binary.Opcode.SELECT_T;
import static dev.vespula.testing.Code.EMPTY;
import static dev.vespula.testing.ModuleBytes.EXTERNREF;
import static dev.vespula.testing.ModuleBytes.F32;
import static dev.vespula.testing.ModuleBytes.FUNCREF;
import static dev.vespula.testing.ModuleBytes.I32;
import static dev.vespula.testing.ModuleBytes.I64;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.InvalidException;
import dev.vespula.LimitException;
import dev.vespula.MalformedException;
import dev.vespula.testing.Code;
import dev.vespula.testing.Cost;
import dev.vespula.testing.ModuleBytes;
import dev.vespula.testing.ModuleBytes.Bytes;
import dev.vespula.testing.Modules;
import org.junit.jupiter.api.Test;

class LocalsTest {
    @Test
    void parametersComeBeforeDeclaredLocals() {
        Bodies bodies = Bodies.returning(F32).taking(I32, I64).locals(2, I64, 1, F32);
        assertThat(bodies.accepts(new Code().op(LOCAL_GET, 1).op(LOCAL_SET, 3).op(LOCAL_GET, 4)))
                .isEqualTo("local.get(1) local.set(3) local.get(4)");
        Bodies.returning().taking(I32).locals(1, I32).rejects("unknown local 2", new Code().op(LOCAL_GET, 2).op(DROP));
        Bodies.returning().rejects("unknown local 4294967295", new Code().op(LOCAL_GET, 0xFFFFFFFFL).op(DROP));
        Bodies.returning().taking(I32).rejects("type mismatch", new Code().op(I64_CONST, 0).op(LOCAL_SET, 0));
        Bodies.returning(I32).taking(I32).accepts(new Code().op(I32_CONST, 0).op(LOCAL_TEE, 0));
    }

    @Test
    void manyLocalsAreFoundByRange() {
        Bodies.returning(I64, F32, I32, I64).locals(100, I32, 27, I64, 1, I64, 1, F32, 20000, I32, 20000, I64).accepts(
                new Code().op(LOCAL_GET, 127).op(LOCAL_GET, 128).op(LOCAL_GET, 20128).op(LOCAL_GET, 20129));
    }

    @Test
    void localsWithoutDefaultMustBeSetFirst() {
        assertUninitialized(new Code().op(LOCAL_GET, 0));
        assertUninitialized(new Code().op(BLOCK, EMPTY).op(REF_FUNC, 0).op(LOCAL_SET, 0).end().op(LOCAL_GET, 0));
        assertUninitialized(new Code().op(I32_CONST, 1).op(IF, FUNCREF).op(REF_FUNC, 0).op(LOCAL_TEE, 0)
                .op(ELSE).op(LOCAL_GET, 0).end());
        assertInitialized(new Code().op(REF_FUNC, 0).op(LOCAL_SET, 0).op(LOCAL_GET, 0));
        assertInitialized(new Code().op(REF_FUNC, 0).op(LOCAL_SET, 0).op(BLOCK, FUNCREF).op(LOCAL_GET, 0).end());
    }

    private static byte[] withNonNullLocal(Code code) {
        ModuleBytes module = new ModuleBytes();
        int type = module.type(new int[0], new int[] {FUNCREF});
        byte[] body = new Bytes().raw(1, 1, 0x64, FUNCREF).raw(code.toBytes()).raw(0x0B).toBytes();
        module.section(ModuleBytes.FUNCTION_SECTION, new Bytes().raw(1, type).toBytes());
        module.section(ModuleBytes.CODE_SECTION, new Bytes().raw(1).vector(body).toBytes());
        module.export("f", ModuleBytes.FUNCTION, 0);
        return module.toBytes();
    }

    private static void assertInitialized(Code code) {
        Modules.validate(withNonNullLocal(code));
    }

    private static void assertUninitialized(Code code) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> Modules.validate(withNonNullLocal(code)))
                .withMessageStartingWith("uninitialized local 0");
    }

    @Test
    void hugeNumbersOfLocalsAreRefusedAtOnce() {
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> Modules.validate(withLocals(
                new Bytes().raw(1).unsigned(50_001).raw(I32))));
        assertThatExceptionOfType(LimitException.class).isThrownBy(() -> Modules.validate(withLocals(
                new Bytes().raw(1).unsigned(0xFFFF_FFFFL).raw(I32))));
        assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Modules.validate(withLocals(
                new Bytes().raw(2).unsigned(0xFFFF_FFFFL).raw(I32).unsigned(1).raw(I64))))
                .withMessageStartingWith("too many locals");
        Modules.validate(withLocals(new Bytes().raw(3).unsigned(50_000).raw(I32, 0, I64, 0, F32)));
    }

    private static byte[] withLocals(Bytes locals) {
        ModuleBytes module = new ModuleBytes();
        int type = module.type(new int[0], new int[0]);
        module.section(ModuleBytes.FUNCTION_SECTION, new Bytes().raw(1, type).toBytes());
        byte[] body = locals.raw(0x0B).toBytes();
        module.section(ModuleBytes.CODE_SECTION, new Bytes().raw(1).vector(body).toBytes());
        return module.toBytes();
    }

    @Test
    void manyFunctionsWithManyLocalsTakeLinearTime() {
        int count = 200_000;
        ModuleBytes module = new ModuleBytes();
        module.type(new int[0], new int[0]);
        Bytes types = new Bytes().unsigned(count);
        Bytes bodies = new Bytes().unsigned(count);
        byte[] body = new Bytes().raw(1).unsigned(50_000).raw(I32, 0x0B).toBytes();
        for (int k = 0; k < count; k++) {
            types.raw(0);
            bodies.vector(body);
        }
        module.section(ModuleBytes.FUNCTION_SECTION, types.toBytes());
        module.section(ModuleBytes.CODE_SECTION, bodies.toBytes());
        assertThat(Cost.millis(() -> Modules.validate(module.toBytes()))).isLessThan(10_000);
    }

    @Test
    void globalsAreSetOnlyWhenMutable() {
        assertThat(Bodies.returning(I64).accepts(new Code().op(GLOBAL_GET, 0).op(GLOBAL_SET, 0).op(GLOBAL_GET, 1)))
                .isEqualTo("global.get(0) global.set(0) global.get(1)");
        Bodies.returning().rejects("immutable global 1", new Code().op(I64_CONST, 0).op(GLOBAL_SET, 1));
        Bodies.returning().rejects("unknown global 2", new Code().op(GLOBAL_GET, 2).op(DROP));
        Bodies.returning().rejects("type mismatch", new Code().op(I64_CONST, 0).op(GLOBAL_SET, 0));
    }

    @Test
    void selectOfReferencesNeedsAType() {
        Code references = new Code().op(REF_NULL, EXTERNREF).op(REF_NULL, EXTERNREF).op(I32_CONST, 1);
        Bodies.returning(EXTERNREF).rejects("type mismatch", new Code().raw(references.toBytes()).op(SELECT));
        assertThat(Bodies.returning(EXTERNREF).accepts(new Code().raw(references.toBytes()).op(SELECT_T, EXTERNREF)))
                .isEqualTo("ref.null ref.null i32.const(1) select");
        Bodies.returning().rejects("invalid result arity", new Code().raw(references.toBytes()).op(SELECT_T));
        Bodies.returning().rejects("type mismatch",
                new Code().op(I32_CONST, 1).op(I64_CONST, 1).op(I32_CONST, 1).op(SELECT).op(DROP));
        Bodies.returning().rejects("type mismatch", new Code().op(DROP));
    }
}
