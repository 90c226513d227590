package dev.vespula.internal.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vespula.InvalidException;
import dev.vespula.MalformedException;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.binary.Opcode;
import dev.vespula.testing.Code;
import dev.vespula.testing.ModuleBytes;
import dev.vespula.testing.ModuleBytes.Bytes;
import dev.vespula.testing.Modules;

/**
 * Validates single function bodies in a module that has some of everything:
 *
 * <ul>
 *   <li>types: 0 {@code [] -> []}, 1 {@code [i32] -> [i32]}, 2 {@code [i32 i64] -> [i64 i32]}, 3 struct of
 *       {@code (mut i32) i8 (mut externref)}, 4 array of {@code mut i16}, 5 array of {@code i64}, 6 array of
 *       {@code mut funcref}, 7 struct below 3 (which is open), 8 struct of {@code (ref 3)}
 *   <li>function 0 imported with type 1
 *   <li>tables: 0 of funcref, 1 of externref, 2 of funcref with i64 indices
 *   <li>memories: 0 with i32, 1 with i64 addresses
 *   <li>globals: 0 {@code mut i32}, 1 {@code i64}
 *   <li>tags: 0 of type {@code [i32]}, 1 without values
 *   <li>element segments: 0 of funcref (declares function 0); data segments: 0
 * </ul>
 */
final class Bodies {
    static final int FUNC_I32_TO_I32 = 1;
    static final int FUNC_SWAP = 2;
    static final int STRUCT = 3;
    static final int ARRAY_I16 = 4;
    static final int ARRAY_I64_CONST = 5;
    static final int ARRAY_FUNC = 6;
    static final int STRUCT_BELOW = 7;
    static final int STRUCT_OF_REF = 8;

    private final ModuleBytes module = new ModuleBytes();
    private int[] params = {};
    private int[] results = {};
    private int[] locals = {};
    private Features features = Features.DEFAULT;

    private Bodies() {
        module.type(new int[0], new int[0]);
        module.type(new int[] {ModuleBytes.I32}, new int[] {ModuleBytes.I32});
        module.type(new int[] {ModuleBytes.I32, ModuleBytes.I64}, new int[] {ModuleBytes.I64, ModuleBytes.I32});
        module.type(0x50, 0, 0x5F, 3, ModuleBytes.I32, 1, 0x78, 0, ModuleBytes.EXTERNREF, 1);
        module.type(0x5E, 0x77, 1);
        module.type(0x5E, ModuleBytes.I64, 0);
        module.type(0x5E, ModuleBytes.FUNCREF, 1);
        module.type(0x4F, 1, 3, 0x5F, 3, ModuleBytes.I32, 1, 0x78, 0, ModuleBytes.EXTERNREF, 1);
        module.type(0x5F, 1, 0x64, 3, 0);
        int values = module.type(new int[] {ModuleBytes.I32}, new int[0]);
        module.imports("env", "f", ModuleBytes.FUNCTION, FUNC_I32_TO_I32);
        module.table(ModuleBytes.FUNCREF, 1);
        module.table(ModuleBytes.EXTERNREF, 1);
        module.table(ModuleBytes.FUNCREF, 4, 1);
        module.memory(1);
        module.memory(4, 1);
        module.tag(values);
        module.tag(0);
        module.global(ModuleBytes.I32, true, new Code().op(Opcode.I32_CONST, 0).end());
        module.global(ModuleBytes.I64, false, new Code().op(Opcode.I64_CONST, 0).end());
        module.item(ModuleBytes.ELEMENT_SECTION, new Bytes().raw(5, 0x70, 1, 0xD2, 0, 0x0B).toBytes());
        module.dataCount(1);
        module.passiveData(new byte[] {1, 2, 3});
    }

    /** A function with these results. */
    static Bodies returning(int... results) {
        Bodies bodies = new Bodies();
        bodies.results = results;
        return bodies;
    }

    /** With these parameters: locals 0 and up. */
    Bodies taking(int... types) {
        params = types;
        return this;
    }

    /** With declared locals: pairs of number and type code. */
    Bodies locals(int... numbersAndTypes) {
        locals = numbersAndTypes;
        return this;
    }

    Bodies with(Features newFeatures) {
        features = newFeatures;
        return this;
    }

    /** Validates a body; the last {@code end} is added. Returns what the sink was told. */
    String accepts(Code code) {
        ModuleModel model = decode(code);
        RecordingSink recording = new RecordingSink();
        new FunctionValidator(model).validate(1, recording);
        // The verdict does not depend on whether somebody listens.
        new FunctionValidator(model).validate(1, null);
        return recording.text();
    }

    private ModuleModel decode(Code code) {
        Bytes type = new Bytes().raw(0x60).unsigned(params.length).raw(params).unsigned(results.length).raw(results);
        int typeIndex = module.item(ModuleBytes.TYPE_SECTION, type.toBytes());
        module.function(typeIndex, locals, new Code().raw(code.toBytes()).end());
        return Modules.decode(module.toBytes(), features);
    }

    /** Expects that a body is not valid, for a reason that starts so; the last {@code end} is added. */
    void rejects(String reason, Code code) {
        ModuleModel model = decode(code);
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new FunctionValidator(model).validate(1, null))
                .satisfies(e -> {
                    assertThat(e.reason()).startsWith(reason);
                    assertThat(e.functionIndex()).isEqualTo(1);
                    assertThat(e.offset()).isBetween((long) model.bodyStart(1), (long) model.bodyEnd(1));
                });
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new FunctionValidator(model).validate(1, new RecordingSink()));
    }

    /** Expects that a body is malformed, for a reason that starts so; the last {@code end} is added. */
    void refuses(String reason, Code code) {
        ModuleModel model = decode(code);
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> new FunctionValidator(model).validate(1, null))
                .satisfies(e -> {
                    assertThat(e.reason()).startsWith(reason);
                    assertThat(e.functionIndex()).isEqualTo(1);
                });
    }
}
