package dev.vespula.internal.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vespula.Config;
import dev.vespula.Engine;
import dev.vespula.Tier;
import dev.vespula.TierState;
import dev.vespula.internal.policy.TierPolicy;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.EngineState;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler is not on the path of these tests. */
class CompilerSearchTest {
    private static final String ARTIFACT = "dev.vespula:vespula-compiler";

    /** A compiler that only the class loader of some thread knows. */
    public static final class Elsewhere implements CompilerProvider {
        @Override
        public CompiledTier create(EngineState engine) {
            return new CompiledTier();
        }
    }

    @Test
    void whatIsMissingIsTold() {
        assertThat(Engine.tiers()).extracting(TierState::tier).containsExactly(Tier.values());
        for (TierState state : Engine.tiers()) {
            assertThat(state.isAvailable()).isEqualTo(state.tier() == Tier.INTERPRETER);
            assertThat(state.missing().orElse(ARTIFACT)).contains(ARTIFACT);
        }
    }

    @Test
    void compiledTierWithoutCompilerIsRefused() {
        assertThatThrownBy(() -> Engine.of(new Config().withTier(Tier.COMPILED)))
                .isInstanceOf(IllegalStateException.class).hasMessageStartingWith("tier COMPILED: ")
                .hasMessageContaining(ARTIFACT).hasMessageContaining("looked for in");
    }

    @Test
    void theContextClassLoaderIsAskedToo(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(services.resolve(CompilerProvider.class.getName()), Elsewhere.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, usual)) {
            thread.setContextClassLoader(loader);
            assertThat(Engine.tiers()).allMatch(TierState::isAvailable);
            assertThat(Engine.of(new Config().withTier(Tier.COMPILED)).config().tier()).isEqualTo(Tier.COMPILED);
        } finally {
            thread.setContextClassLoader(usual);
        }
    }

    @Test
    void interpretingForWantOfACompilerIsToldOnce() {
        Config config = new Config().with(TierPolicy.USUAL.withThreshold(1));
        CompilerSearch.TOLD.set(false);
        Engine.of(config.withTier(Tier.INTERPRETER));
        assertThat(CompilerSearch.TOLD).isFalse();
        Engine.of(config);
        assertThat(CompilerSearch.TOLD).isTrue();
        assertThat(CompilerSearch.tell("once more")).isFalse();
    }
}
