package dev.vespula.internal.tier;

import dev.vespula.Tier;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks for the compiler: beside the engine, then in the class loader in whose context the engine was made (an application
 * server has the engine in one loader and the application's libraries in another).
 */
public final class CompilerSearch {
    /** Whether it was told that there is none: once in a process, not for each engine. */
    static final AtomicBoolean TOLD = new AtomicBoolean();

    private ClassLoader context = Thread.currentThread().getContextClassLoader();

    /**
     * What was found.
     *
     * @param provider makes compiled tiers; null if there is none
     * @param missing  why not everything can be compiled; null if it can be
     */
    record Found(CompilerProvider provider, String missing) {}

    /** Looks once; the loader is not kept. */
    Found find() {
        ClassLoader own = CompilerProvider.class.getClassLoader();
        ClassLoader other = context;
        context = null;
        StringBuilder places = new StringBuilder();
        CompilerProvider provider = in(own, places);
        if (provider == null && other != null && other != own) {
            provider = in(other, places);
        }
        return provider != null ? new Found(provider, provider.missing())
                : new Found(null, "the artifact dev.vespula:vespula-compiler is missing: it was looked for in " + places);
    }

    private static CompilerProvider in(ClassLoader loader, StringBuilder places) {
        places.append(places.length() == 0 ? "" : " and in ").append(loader == null ? "the JVM's own class loader" : loader);
        try {
            return ServiceLoader.load(CompilerProvider.class, loader).findFirst().orElse(null);
        } catch (ServiceConfigurationError e) {
            // Such as one that belongs to an engine in another class loader.
            places.append(" (").append(e.getMessage()).append(')');
            return null;
        }
    }

    /** Tells once that nothing can be compiled although it was wanted; returns whether it was this time. */
    static boolean tell(String missing) {
        boolean isFirst = TOLD.compareAndSet(false, true);
        if (isFirst) {
            System.getLogger("dev.vespula").log(System.Logger.Level.INFO,
                    "WebAssembly code is interpreted, never compiled: {0}. (Tier.INTERPRETER wants that.)", missing);
        }
        return isFirst;
    }

    /** What engines of a tier lack. */
    public static Optional<String> missing(Tier tier) {
        return tier == Tier.INTERPRETER ? Optional.empty() : Optional.ofNullable(new CompilerSearch().find().missing());
    }
}
