"""Where customers stand: the tests of the evidence and the decision rules."""
