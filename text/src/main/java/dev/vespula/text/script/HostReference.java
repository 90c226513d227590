package dev.vespula.text.script;

/**
 * What {@code (ref.extern n)} and {@code (ref.host n)} stand for. The runner makes one object for each number, so that
 * equal numbers are the same reference.
 */
record HostReference(int number) {

    @Override
    public String toString() {
        return "host reference " + number;
    }
}
