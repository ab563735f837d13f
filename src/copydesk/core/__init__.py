"""What a text is: source, document, language and the shape of a finding. Knows no rule, no engine, no format."""
