package dev.vespula.text.printer;

import dev.vespula.internal.binary.CustomSection;

/** Custom sections as {@code @custom} annotations that put them back where they stood. */
final class CustomSectionPrinter {

    private static final String NAMES = "name";
    private static final String[] SECTIONS = {
        "first", "type", "import", "func", "table", "memory", "global", "export", "start", "elem", "code", "data",
        "datacount", "tag"
    };

    private final BinaryModule module;
    private final Output out;

    CustomSectionPrinter(BinaryModule module, Output out) {
        this.module = module;
        this.out = out;
    }

    /**
     * Prints all but the name section, whose names are in the text already.
     *
     * @param annotated a further section that is in the text already, or null
     */
    void print(String annotated) {
        for (CustomSection section : module.customSections()) {
            if (!section.name().equals(NAMES) && !section.name().equals(annotated)) {
                String place = section.afterSection() == 0 ? "(before first)"
                    : "(after " + SECTIONS[section.afterSection()] + ")";
                out.line().add("(@custom ").add(Quoted.name(section.name())).add(" ").add(place).add(" ");
                out.bytes(module.bytes(), section.start(), section.end()).add(")");
            }
        }
    }
}
