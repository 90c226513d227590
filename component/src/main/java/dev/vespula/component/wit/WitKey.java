package dev.vespula.component.wit;

/** What something that a world imports or exports is called. */
public sealed interface WitKey {
    /** A plain name. */
    record Name(String name) implements WitKey {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An interface, under its full name. */
    record Interface(WitInterface target) implements WitKey {
        @Override
        public String toString() {
            return target.fullName().orElseThrow();
        }
    }
}
