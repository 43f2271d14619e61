"""What every way of showing a report stands on: texts made safe, words for codes, objects by id, citations."""
