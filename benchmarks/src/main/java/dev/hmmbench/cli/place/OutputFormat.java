package dev.hmmbench.cli.place;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How a command prints its answer. */
enum OutputFormat {
    /** Tables of at most 100 columns, for people. */
    TEXT,
    /** One JSON document, for programs. */
    JSON;

    /** Reads the word of the command line. */
    static final class Converter implements ITypeConverter<OutputFormat> {

        @Override
        public OutputFormat convert(String word) {
            return switch (word) {
                case "text" -> TEXT;
                case "json" -> JSON;
                default -> throw new TypeConversionException(
                        "'" + word + "' is not one of text, json");
            };
        }
    }
}
