class CannotChange(Exception):
    """The basket stays as it was. `sentence` tells the buyer why, and what to do."""

    def __init__(self, sentence: str):
        super().__init__(sentence)
        self.sentence = sentence
