/**
 * The text format: WAT parser and printer, WAST scripts.
 */
module dev.vespula.text {
    requires dev.vespula;
    requires dev.vespula.component;

    exports dev.vespula.text;
    exports dev.vespula.text.script;

    provides dev.vespula.spi.TextFormat with dev.vespula.text.WatFormat;
}
