package org.gradle.instrumentation.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;

/** The agent of Gradle's daemons, through which it changes classes of plugins. */
public final class Agent {
    private static Instrumentation instrumentation;

    private Agent() {}

    /** The JVM is starting. */
    public static void premain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /** Whether it is here; Gradle asks by reflection. */
    public static boolean isApplied() {
        return instrumentation != null;
    }

    /** Has classes changed from now on. */
    public static boolean installTransformer(ClassFileTransformer transformer) {
        if (instrumentation == null) {
            return false;
        }
        instrumentation.addTransformer(transformer);
        return true;
    }
}
