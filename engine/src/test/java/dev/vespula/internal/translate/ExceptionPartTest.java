package dev.vespula.internal.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What tries and throws become. */
class ExceptionPartTest {
    private static final String I32 = "127";

    private final TestModule module = new TestModule();

    ExceptionPartTest() {
        module.tag("i");
    }

    private String translated(int function) {
        return TranslatedModule.listing(module, function, TranslatedModule.PLAIN);
    }

    private String metered(int function) {
        return TranslatedModule.listing(module, function, TranslatedModule.METERED);
    }

    @Test
    void aTryTableIsARegionWithAPadForEachClause() {
        int f = module.function("i", "i", "",
                "block i", "try_table " + I32 + " 1 0 0 0", "local.get 0", "throw 0", "end", "end");
        assertThat(translated(f)).isEqualTo("""
                br L1
                L0:
                br L2
                L1:
                t1 = p0
                throw tag 0 frame t1
                L2:
                return.i32 (t1)
                try 0: @4 to @8, tag 0 -> L0 values t1
                """);
    }

    @Test
    void aPadForTheFunctionItselfReturns() {
        int f = module.function("i", "i", "", "try_table 64 1 0 0 0", "local.get 0", "throw 0", "end", "i32.const 3");
        assertThat(translated(f)).startsWith("""
                br L1
                L0:
                return.i32 (t1)
                L1:
                """);
    }

    @Test
    void operandsBelowATryAreSettledAndLocalsSetAtOnce() {
        int f = module.function("ii", "i", "",
                "local.get 0", "block", "try_table 64 1 2 0", "local.get 1", "local.set 0", "local.get 0", "throw 0", "end",
                "end");
        assertThat(translated(f)).contains("t2 = p0\nbr ").contains("p0 = p1\nt3 = p0\nthrow tag 0 frame t3");
    }

    @Test
    void theArmOfALegacyTryHasTheExceptionBelowItsOperands() {
        int f = module.function("i", "i", "",
                "try i", "local.get 0", "throw 0", "catch 0", "catch_all", "rethrow 0", "end");
        assertThat(translated(f)).isEqualTo("""
                t1 = p0
                throw tag 0 frame t1
                L0:
                t1 = t2
                br L2
                L1:
                throw_ref (t1)
                L2:
                return.i32 (t1)
                try 0: @0 to @4, tag 0 -> L0 values t2 exception t1, all -> L1 exception t1
                """);
    }

    @Test
    void delegateNamesTheRegionThatGoesOn() {
        int f = module.function("", "", "",
                "try", "try", "try", "i32.const 1", "throw 0", "delegate 1", "catch_all", "end", "delegate 0");
        assertThat(translated(f)).endsWith("""
                try 0: @0 to @5
                try 1: @0 to @5, all -> L0 exception t0
                try 2: @0 to @5, delegates to try 0
                """);
    }

    @Test
    void triesThrowsAndArmsAreMetered() {
        int f = module.function("i", "i", "",
                "try i", "local.get 0", "throw 0", "catch 0", "i32.const 2", "i32.add", "catch_all", "i32.const 3", "end");
        assertThat(metered(f)).startsWith("charge 4\n").contains("L0:\ncharge 3\n").contains("L1:\ncharge 2\n");
        int g = module.function("", "i", "",
                "block i", "try_table 64 1 0 0 0", "i32.const 1", "throw 0", "end", "i32.const 2", "end");
        // What stands behind a body that always throws is not reached, so it costs nothing.
        assertThat(metered(g)).startsWith("charge 4\n");
    }
}
