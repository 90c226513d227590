package dev.vespula.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vespula.internal.binary.ModuleModel;
import dev.vespula.internal.ir.Disassembler;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.IrReader;
import org.junit.jupiter.api.Test;

/** Statements and trapping expressions know the Wasm instruction they come from. */
class SourceOffsetsTest {
    private final TestModule module = new TestModule();

    @Test
    void aTrappingExpressionWithinATreeHasTheOffsetOfItsOwnInstruction() {
        module.memory();
        int f = module.function("ii", "i", "", "local.get 0", "i32.load", "local.get 1", "i32.load8_u", "i32.div_u");
        ModuleModel model = module.decode();
        IrFunction ir = TranslatedModule.verified(model, f, TranslatedModule.PLAIN);
        int[] code = ir.code();
        int division = IrReader.operands(code, 0);
        int first = IrReader.operands(code, division);
        int second = IrReader.next(code, first);
        assertThat(Ir.op(code[division])).isEqualTo(Ir.I32_DIV_U);
        assertThat(Ir.op(code[second])).isEqualTo(Ir.I32_LOAD8_U);
        int body = model.bodyStart(f);
        // one byte for the count of locals, then local.get (2), i32.load (3), local.get (2), i32.load8_u (3), i32.div_u
        assertThat(ir.sourceMap().offsetAt(first)).isEqualTo(body + 3);
        assertThat(ir.sourceMap().offsetAt(second)).isEqualTo(body + 8);
        assertThat(ir.sourceMap().offsetAt(division)).isEqualTo(body + 11);
        assertThat(ir.sourceMap().offsetAt(0)).isEqualTo(body + 12);
    }

    @Test
    void aForcedExpressionKeepsItsOffset() {
        module.memory();
        int f = module.function("i", "i", "", "local.get 0", "i32.load", "i32.const 1", "local.set 0");
        ModuleModel model = module.decode();
        IrFunction ir = TranslatedModule.verified(model, f, TranslatedModule.PLAIN);
        assertThat(ir.sourceMap().offsetAt(0)).isEqualTo(model.bodyStart(f) + 3);
    }

    @Test
    void listingsShowPositionsAndOffsets() {
        int f = module.function("", "i", "", "i32.const 4");
        IrFunction ir = TranslatedModule.verified(module.decode(), f, TranslatedModule.PLAIN);
        assertThat(Disassembler.list(ir, Disassembler.Detail.OFFSETS))
                .startsWith("func 0  params 0  locals 0  results 1  frame 1\n      0  return.i32 (4) ")
                .contains("; 0x");
    }
}
