package dev.vespula.cli;

/** Entry point of the {@code vespula} command. */
public final class Main {
    private Main() {
    }

    public static void main(String[] args) {
        System.out.println("vespula 0.1.0");
    }
}
