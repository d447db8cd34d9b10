"""Letters of decided cases: made with the decision, released to the patient by the doctor, never changed afterwards."""
