package dev.vespula.conformance.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Trap;
import dev.vespula.TrapCode;
import dev.vespula.component.Component;
import dev.vespula.component.ComponentLinker;
import dev.vespula.component.Result;
import dev.vespula.component.WitError;
import dev.vespula.component.WitException;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Results of functions as return values and exceptions: thrown by the host, passed through a guest, thrown to the host. */
class TypedResultsTest {
    private final ComponentText text = new ComponentText();

    private static final Map<String, String> PROBLEM = Map.of("problem", "(enum \"missing\" \"sold-out\")");

    enum Problem {
        MISSING, SOLD_OUT
    }

    private <E> E bound(Class<E> type, E host, Map<String, String> named, String outcome) {
        Component component = text.component(text.echo(named, "u32", "i32", outcome));
        ComponentLinker<Void> linker = new ComponentLinker<>(text.engine);
        linker.define("test:echo/host", type, host);
        return linker.instantiate(text.store, component).exports(type);
    }

    interface Named {
        @WitError(Problem.class)
        String id(int x);
    }

    @Test
    void errorsAreThrown() {
        Named shop = bound(Named.class, x -> {
            if (x < Problem.values().length) {
                throw new WitException(Problem.values()[x]);
            }
            return "item " + x;
        }, PROBLEM, "(result string (error $problem))");
        assertThat(shop.id(7)).isEqualTo("item 7");
        assertThatThrownBy(() -> shop.id(1)).isInstanceOfSatisfying(WitException.class, thrown -> {
            assertThat(thrown.payload()).isEqualTo(Problem.SOLD_OUT);
            assertThat(thrown.payload(Problem.class)).isEqualTo(Problem.SOLD_OUT);
            assertThatThrownBy(() -> thrown.payload(String.class)).isInstanceOf(ClassCastException.class);
        }).hasMessage("the function failed: SOLD_OUT");
    }

    interface Plain {
        String id(int x);
    }

    @Test
    void errorsWithoutAClassAreValuesOfTheDynamicApi() {
        Plain shop = bound(Plain.class, x -> {
            throw new WitException("missing");
        }, PROBLEM, "(result string (error $problem))");
        assertThatThrownBy(() -> shop.id(1)).isInstanceOfSatisfying(WitException.class, thrown -> assertThat(thrown.payload())
                .isEqualTo("missing"));
        Plain wrong = bound(Plain.class, x -> {
            throw new WitException("unheard-of");
        }, PROBLEM, "(result string (error $problem))");
        assertThatIllegalArgumentException().isThrownBy(() -> wrong.id(1)).withMessage(
                "result.err: no case is called unheard-of");
    }

    record Details(String what, int code) {}

    static final class DetailedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Details details;

        DetailedException(String message) {
            this(new Details(message, 0));
        }

        DetailedException(Details details) {
            super(details.what);
            this.details = details;
        }

        Details payload() {
            return details;
        }
    }

    interface Detailed {
        String id(int x) throws DetailedException, IOException;
    }

    private static final Map<String, String> DETAILS = Map.of("details",
            "(record (field \"code\" u8) (field \"what\" string))");

    @Test
    void aProgramMayHaveItsOwnException() throws Exception {
        IOException other = new IOException("no disk");
        Detailed shop = bound(Detailed.class, x -> {
            if (x == 2) {
                throw other;
            }
            throw new DetailedException(new Details("lost", x));
        }, DETAILS, "(result string (error $details))");
        assertThatThrownBy(() -> shop.id(7)).isInstanceOfSatisfying(DetailedException.class, thrown -> assertThat(thrown
                .payload())
                .isEqualTo(new Details("lost", 7)));
        assertThatThrownBy(() -> shop.id(300)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(
                "result.err.code: 300 is out");
    }

    @Test
    void otherExceptionsOfTheHostReachTheCallerAsTheyAre() {
        IOException checked = new IOException("no disk");
        Detailed shop = bound(Detailed.class, x -> {
            throw checked;
        }, DETAILS, "(result string (error $details))");
        assertThatThrownBy(() -> shop.id(7)).isSameAs(checked);
        assertThatThrownBy(() -> shop.id(7)).isInstanceOfSatisfying(Trap.class, trap -> assertThat(trap.code()).isEqualTo(
                TrapCode.CANNOT_ENTER_COMPONENT));
        WitException error = new WitException("stray");
        Plain plain = bound(Plain.class, x -> {
            throw error;
        }, Map.of(), "string");
        assertThatThrownBy(() -> plain.id(7)).as("the function has no result type").isSameAs(error);
    }

    interface Nothing {
        void id(int x);
    }

    static final class EmptyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    interface Empty {
        Void id(int x) throws EmptyException;
    }

    @Test
    void resultsMayHaveNoValues() {
        Nothing nothing = bound(Nothing.class, x -> {
            if (x == 1) {
                throw new WitException(null);
            }
        }, Map.of(), "(result)");
        assertThatCode(() -> nothing.id(0)).doesNotThrowAnyException();
        assertThatThrownBy(() -> nothing.id(1)).isInstanceOfSatisfying(WitException.class, thrown -> assertThat(thrown
                .payload())
                .isNull()).hasMessage("the function failed");
        Empty empty = bound(Empty.class, x -> {
            if (x == 1) {
                throw new EmptyException();
            }
            return null;
        }, Map.of(), "(result)");
        assertThat(empty.id(0)).isNull();
        assertThatThrownBy(() -> empty.id(1)).isInstanceOf(EmptyException.class);
        Nothing failing = bound(Nothing.class, x -> {
            throw new WitException("why");
        }, Map.of(), "(result (error string))");
        assertThatThrownBy(() -> failing.id(1)).hasMessage("the function failed: why");
    }

    interface AsResult {
        Result<String, Problem> id(int x);
    }

    @Test
    void resultsMayBeReturnedAsTheyAre() {
        AsResult shop = bound(AsResult.class, x -> x == 0 ? Result.ok("tea") : Result.err(Problem.MISSING), PROBLEM,
                "(result string (error $problem))");
        assertThat(shop.id(0)).isEqualTo(Result.ok("tea"));
        assertThat(shop.id(1)).isEqualTo(Result.err(Problem.MISSING));
        AsResult wrong = bound(AsResult.class, x -> Result.err(null), PROBLEM, "(result string (error $problem))");
        assertThatIllegalArgumentException().isThrownBy(() -> wrong.id(1)).withMessage("result.err: null is no Problem");
    }
}
