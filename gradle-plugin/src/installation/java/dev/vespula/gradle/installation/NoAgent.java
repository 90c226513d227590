package dev.vespula.gradle.installation;

/** Gradle starts its daemon with an agent, and does without what it would do if that is another one. */
public final class NoAgent {
    private NoAgent() {}

    /** Does nothing. */
    public static void premain(String arguments) {}
}
