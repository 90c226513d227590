package dev.vespula;

import dev.vespula.internal.runtime.EngineActivity;
import java.time.Duration;

/**
 * What has happened in an engine since it was made, in all its stores and threads.
 *
 * <pre>{@code
 * EngineStats stats = engine.stats();
 * System.out.println(stats.functionsCompiled() + " functions compiled in " + stats.compilationTime() + ", " + stats.traps() + " traps");
 * }</pre>
 *
 * @param modules              modules made
 * @param moduleBytes          their bytes
 * @param functionsTranslated  functions translated from WebAssembly to the engine's own code
 * @param translationTime      the time that took, of all threads together
 * @param functionsInterpreted functions that the interpreter has begun to execute at least once
 * @param functionsCompiled    functions that are called through compiled code
 * @param loopsCompiled        loops at which frames that are interpreted change over to compiled code
 * @param compilationsRefused  functions and loops that stay interpreted because compiling them would take too much work for
 *                             their length
 * @param compiledBytes        bytes of the class files of compiled code
 * @param compilationTime      the time that compiling took, usually that of a thread in the background
 * @param traps                traps, each counted when it leaves the call from Java in which it arose
 * @param suspensions          how often a call was suspended, by fuel or by a host function
 */
public record EngineStats(long modules, long moduleBytes, long functionsTranslated, Duration translationTime,
        long functionsInterpreted, long functionsCompiled, long loopsCompiled, long compilationsRefused, long compiledBytes,
        Duration compilationTime,
        long traps, long suspensions) {

    static EngineStats of(EngineActivity activity) {
        return new EngineStats(activity.modules(), activity.moduleBytes(), activity.translated(),
                Duration.ofNanos(activity.translationNanos()), activity.interpretedFunctions(),
                activity.compiledFunctions(), activity.compiledLoops(), activity.refusedCompilations(),
                activity.compiledBytes(),
                Duration.ofNanos(activity.compilationNanos()), activity.traps(), activity.suspensions());
    }
}
