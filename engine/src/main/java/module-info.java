/**
 * The WebAssembly engine: decoder, validator, translator, interpreter and the public API.
 */
module dev.vespula {
    requires static jdk.jfr;
    requires static org.jspecify;

    exports dev.vespula;
    exports dev.vespula.types;
    exports dev.vespula.spi to dev.vespula.text, dev.vespula.component, dev.vespula.bindings, dev.vespula.cli;
    exports dev.vespula.internal.types to dev.vespula.text, dev.vespula.compiler, dev.vespula.component, dev.vespula.bindings,
            dev.vespula.cli;
    exports dev.vespula.internal.binary to dev.vespula.text, dev.vespula.compiler, dev.vespula.component, dev.vespula.bindings,
            dev.vespula.cli;
    exports dev.vespula.internal.names to dev.vespula.text, dev.vespula.wasi, dev.vespula.component, dev.vespula.bindings,
            dev.vespula.cli;
    exports dev.vespula.internal.files to dev.vespula.compiler, dev.vespula.bindings, dev.vespula.buildtool;
    exports dev.vespula.internal.ir to dev.vespula.compiler, dev.vespula.cli;
    exports dev.vespula.internal.load to dev.vespula.component;
    exports dev.vespula.internal.contract to dev.vespula.compiler;
    exports dev.vespula.internal.numeric to dev.vespula.compiler;
    exports dev.vespula.internal.policy to dev.vespula.compiler, dev.vespula.cli;
    exports dev.vespula.internal.stop to dev.vespula.compiler;
    exports dev.vespula.internal.limits to dev.vespula.compiler;
    exports dev.vespula.internal.memory to dev.vespula.compiler;
    exports dev.vespula.internal.objects to dev.vespula.compiler;
    exports dev.vespula.internal.runtime to dev.vespula.compiler;
    exports dev.vespula.internal.operations to dev.vespula.compiler;
    exports dev.vespula.internal.compiled to dev.vespula.compiler;
    exports dev.vespula.internal.tier to dev.vespula.compiler;
    exports dev.vespula.internal.classfile to dev.vespula.component;
    exports dev.vespula.internal.typed to dev.vespula.component;
    exports dev.vespula.internal.translate to dev.vespula.cli;
    exports dev.vespula.internal.validate to dev.vespula.text, dev.vespula.compiler, dev.vespula.component, dev.vespula.cli;

    uses dev.vespula.internal.tier.CompilerProvider;
    uses dev.vespula.spi.TextFormat;
}
