package dev.vespula.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.MalformedException;
import dev.vespula.ModuleException;
import dev.vespula.testing.SharedFolder;
import dev.vespula.text.script.Directive;
import dev.vespula.text.script.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PrinterTest {

    private static final String FACTORIAL = """
        (module
          (func $fac (export "fac") (param $n i64) (result i64)
            (if (result i64) (i64.eqz (local.get $n))
              (then (i64.const 1))
              (else (i64.mul (local.get $n) (call $fac (i64.sub (local.get $n) (i64.const 1))))))))""";

    @Test
    void flatTextHasOneInstructionALine() {
        assertThat(Wat.print(Wat.parse(FACTORIAL))).isEqualTo("""
            (module
              (type (;0;) (func (param i64) (result i64)))
              (export "fac" (func $fac))
              (func $fac (;0;) (type 0) (param $n i64) (result i64)
                local.get $n
                i64.eqz
                if (result i64)
                  i64.const 1
                else
                  local.get $n
                  local.get $n
                  i64.const 1
                  i64.sub
                  call $fac
                  i64.mul
                end
              )
            )
            """);
    }

    @Test
    void foldedTextHasOperandsInsideOfTheirInstruction() {
        assertThat(Wat.print(Wat.parse(FACTORIAL), PrintStyle.FOLDED)).isEqualTo("""
            (module
              (type (;0;) (func (param i64) (result i64)))
              (export "fac" (func $fac))
              (func $fac (;0;) (type 0) (param $n i64) (result i64)
                (if (result i64)
                  (i64.eqz (local.get $n))
                  (then
                    (i64.const 1))
                  (else
                    (i64.mul (local.get $n) (call $fac (i64.sub (local.get $n) (i64.const 1))))))
              )
            )
            """);
    }

    @Test
    void foldingNeverChangesTheOrder() {
        byte[] binary = Wat.parse("""
            (func $two (result i32 i32) i32.const 1 i32.const 2)
            (func (local i32)
              i32.const 1 nop i32.const 2 i32.add drop
              call $two i32.add drop
              i32.const 1 (block (param i32) (result i32) i32.const 2 i32.add) drop
              i32.const 1 i32.const 2 (local.set 0 (i32.const 3)) i32.add drop
              unreachable i32.add drop
              block (result i32) i32.const 1 br 0 end drop)""");
        assertThat(Wat.parse(Wat.print(binary, PrintStyle.FOLDED))).isEqualTo(binary);
    }

    @Test
    void labelsThatAreShadowedAreReferredToByDepth() {
        byte[] binary = Wat.parse("(func (block $a (block $a (br 0) (br 1) (br 2))))");
        String text = Wat.print(binary);
        assertThat(text).contains("br $a\n", "br 1\n", "br 2\n");
        assertThat(Wat.parse(text)).isEqualTo(binary);
    }

    @Test
    void stringsAreEscaped() {
        byte[] binary = Wat.parse("(func (export \"\\00\\\"\\\\\u00e9\\u{202e}\")) (data \"\\00\\ff a\\\"\\\\\")");
        String text = Wat.print(binary);
        assertThat(text).contains("\"\\00\\\"\\\\\u00e9\\e2\\80\\ae\"", "\"\\00\\ff a\\22\\5c\"");
        assertThat(Wat.parse(text)).isEqualTo(binary);
    }

    @Test
    void depthNeitherOverflowsTheStackNorIndentsForEver() {
        int depth = 100_000;
        byte[] blocks = Wat.parse("(func " + "(block ".repeat(depth) + ")".repeat(depth) + ")");
        byte[] operands = Wat.parse("(func (result i32) " + "(i32.eqz ".repeat(depth) + "(i32.const 0)" + ")".repeat(depth)
                + ")");
        for (byte[] binary : new byte[][] {blocks, operands}) {
            for (PrintStyle style : PrintStyle.values()) {
                String text = Wat.print(binary, style);
                assertThat(text.length()).isLessThan(200 * depth);
                assertThat(Wat.parse(text)).isEqualTo(binary);
            }
        }
    }

    @Test
    void whatIsNoModuleIsRefused() {
        assertThatThrownBy(() -> Wat.print(new byte[0])).isInstanceOf(MalformedException.class);
        byte[] binary = Wat.parse("(func nop)");
        binary[binary.length - 2] = 0x05;
        assertThatThrownBy(() -> Wat.print(binary)).isInstanceOfSatisfying(MalformedException.class,
                error -> assertThat(error.reason()).isEqualTo("unexpected else"));
        binary[binary.length - 2] = 0x0B;
        assertThatThrownBy(() -> Wat.print(binary)).isInstanceOfSatisfying(MalformedException.class,
                error -> assertThat(error.reason()).isEqualTo("END opcode expected"));
        binary[binary.length - 2] = (byte) 0xFF;
        assertThatThrownBy(() -> Wat.print(binary)).isInstanceOfSatisfying(MalformedException.class,
                error -> assertThat(error.reason()).isEqualTo("illegal opcode"));
    }

    private static final List<String> OTHER_PROPOSALS =
            List.of("custom-descriptors", "compact-import-section", "stack-switching");

    /** The binaries that our encoder makes of the suite's modules come back byte for byte. */
    @TestFactory
    Stream<DynamicTest> modulesOfTheSuite() throws IOException {
        return SharedFolder.files("conformance", ".wast").stream()
                .filter(file -> OTHER_PROPOSALS.stream().noneMatch(file.toString()::contains))
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> roundTrip(file)));
    }

    private static void roundTrip(Path file) throws IOException {
        for (Directive directive : Script.read(file).directives()) {
            if (directive instanceof Directive.DefineModule definition) {
                byte[] binary = definition.module().binary();
                for (PrintStyle style : PrintStyle.values()) {
                    byte[] canonical = Wat.parse(Wat.print(binary, style));
                    switch (definition.module().form()) {
                        case TEXT, QUOTE -> assertThat(canonical).isEqualTo(binary);
                        // Binaries of the suite may well be longer than they need be.
                        case BINARY -> assertThat(Wat.parse(Wat.print(canonical, style))).isEqualTo(canonical);
                    }
                }
            } else if (directive instanceof Directive.AssertModule assertion
                    && assertion.stage() == Directive.Stage.INVALID) {
                roundTripIfItDecodes(assertion.module().binary());
            }
        }
    }

    /** Modules with ill-typed bodies have a text too. */
    private static void roundTripIfItDecodes(byte[] binary) {
        String text;
        try {
            text = Wat.print(binary, PrintStyle.FOLDED);
        } catch (ModuleException undecodable) {
            return;
        }
        byte[] canonical = Wat.parse(text);
        assertThat(Wat.parse(Wat.print(canonical))).isEqualTo(canonical);
    }
}
