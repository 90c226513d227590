/**
 * The {@code vespula} command. Not a library: nothing is exported.
 */
module dev.vespula.cli {
    requires dev.vespula;
    requires dev.vespula.component;
    requires dev.vespula.text;
    requires dev.vespula.wasi;
    requires info.picocli;
}
