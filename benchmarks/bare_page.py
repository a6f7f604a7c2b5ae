"""The least that Streamlit can do: one slider, one chart. What the pages are measured against."""

import plotly.graph_objects as go
import streamlit as st

st.title("Bare page")
slope = st.slider("Slope", 0.0, 2.0, 1.0, 0.01)
xs = [i / 100 for i in range(201)]
figure = go.Figure(go.Scatter(x=xs, y=[slope * x for x in xs]))
figure.update_yaxes(range=[0, 4])
st.plotly_chart(figure, key="chart")
