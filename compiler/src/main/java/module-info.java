/**
 * The compiled tier: turns hot functions into JVM bytecode. Found by the engine when it is on the path; nothing here is for
 * users.
 */
module dev.vespula.compiler {
    requires dev.vespula;
    requires org.objectweb.asm;

    provides dev.vespula.internal.tier.CompilerProvider with dev.vespula.compiler.Compiler;
}
